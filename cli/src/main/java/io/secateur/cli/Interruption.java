package io.secateur.cli;

import io.secateur.PruneListener;
import io.secateur.search.Removal;
import io.secateur.search.Swap;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while neurons are removed: the first asks for an end with what is reached, the second ends
 * the process at once. Before removing begins there is nothing to keep, and the first ends it too.
 *
 * <p>A shutdown hook would not do: in a JVM that shuts down ONNX Runtime can neither be started nor
 * used safely, and a second Ctrl-C is not heard. So the signal itself is taken, by reflection,
 * because the compiler warns of its class. Where that is not possible, Ctrl-C does what it always
 * does.
 */
final class Interruption implements PruneListener, BooleanSupplier, AutoCloseable {
  private final PruneListener listener;
  private final AtomicBoolean asked = new AtomicBoolean();
  private @Nullable Object formerHandler;

  /** Tells all that it hears to another listener. */
  Interruption(PruneListener listener) {
    this.listener = listener;
  }

  /** Whether Ctrl-C was pressed. */
  @Override
  public boolean getAsBoolean() {
    return asked.get();
  }

  @Override
  public void says(String sentence) {
    listener.says(sentence);
  }

  @Override
  public void starts(int neurons) {
    listener.starts(neurons);
    formerHandler = take(this::pressed);
  }

  @Override
  public void removed(Removal removal, double progress) {
    listener.removed(removal, progress);
  }

  @Override
  public void swapped(Swap swap) {
    listener.swapped(swap);
  }

  private void pressed() {
    if (asked.getAndSet(true)) {
      Runtime.getRuntime().halt(Failures.INTERRUPTED);
    }
    listener.says("Ending with what is reached; Ctrl-C once more ends at once.");
  }

  @Override
  public void close() {
    if (formerHandler != null) {
      give(formerHandler);
      formerHandler = null;
    }
  }

  /** Takes the signal from who has it; gives that handler, or null where it cannot be taken. */
  private static @Nullable Object take(Runnable pressed) {
    try {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      return give(
          Proxy.newProxyInstance(
              Interruption.class.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  pressed.run();
                }
                return null;
              }));
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** Gives the signal to a handler; returns the one before, or null. */
  private static @Nullable Object give(Object handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Method handle = signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"));
      return handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), handler);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
