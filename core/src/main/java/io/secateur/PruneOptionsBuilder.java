package io.secateur;

import io.secateur.criteria.Criteria;
import io.secateur.data.DataOptions;
import io.secateur.engine.repair.Repair;
import io.secateur.search.Amount;
import io.secateur.search.Budget;
import io.secateur.search.Order;
import io.secateur.search.Scope;
import io.secateur.search.Stops;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Says one after another what {@link PruneOptions} are; what is not said is as in {@code prune}.
 */
public final class PruneOptionsBuilder {
  private final Path model;
  private DataOptions data;
  private Path out;
  private @Nullable DataOptions holdout;
  private String error = "auto";
  private String by = "brute-force";
  private Criteria.Options how = Criteria.Options.PLAIN;
  private Order order = Order.RERANKED;
  private @Nullable Amount step;
  private Stops stops = Stops.NEVER;
  private @Nullable Path run;
  private @Nullable Long memory;
  private Scope scope = Scope.ALL;
  private long multiple = 1;
  private Budget budget = Budget.GLOBAL;
  private Repair repair = Repair.NONE;

  PruneOptionsBuilder(Path model, DataOptions data, Path out) {
    this.model = model;
    this.data = data;
    this.out = out;
  }

  public PruneOptionsBuilder data(DataOptions data) {
    this.data = data;
    return this;
  }

  public PruneOptionsBuilder out(Path out) {
    this.out = out;
    return this;
  }

  public PruneOptionsBuilder holdout(@Nullable DataOptions holdout) {
    this.holdout = holdout;
    return this;
  }

  public PruneOptionsBuilder error(String error) {
    this.error = error;
    return this;
  }

  public PruneOptionsBuilder by(String by) {
    this.by = by;
    return this;
  }

  public PruneOptionsBuilder how(Criteria.Options how) {
    this.how = how;
    return this;
  }

  public PruneOptionsBuilder order(Order order) {
    this.order = order;
    return this;
  }

  public PruneOptionsBuilder step(@Nullable Amount step) {
    this.step = step;
    return this;
  }

  public PruneOptionsBuilder stops(Stops stops) {
    this.stops = stops;
    return this;
  }

  public PruneOptionsBuilder run(@Nullable Path run) {
    this.run = run;
    return this;
  }

  public PruneOptionsBuilder memory(@Nullable Long memory) {
    this.memory = memory;
    return this;
  }

  public PruneOptionsBuilder scope(Scope scope) {
    this.scope = scope;
    return this;
  }

  public PruneOptionsBuilder multiple(long multiple) {
    this.multiple = multiple;
    return this;
  }

  public PruneOptionsBuilder budget(Budget budget) {
    this.budget = budget;
    return this;
  }

  public PruneOptionsBuilder repair(Repair repair) {
    this.repair = repair;
    return this;
  }

  /**
   * The options.
   *
   * @throws IllegalArgumentException if they do not go together, in the words of the flags
   */
  public PruneOptions build() {
    return new PruneOptions(
        model, data, holdout, error, by, how, order, step, stops, out, run, memory, scope, multiple,
        budget, repair);
  }
}
