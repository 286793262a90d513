package io.secateur.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the parts of a loop. After one they look out for the next for a moment before
 * they sleep: a removal is a few loops, each of which is about as long as it takes to wake a
 * thread.
 *
 * <p>Parts are taken as they come, so what is made must not depend on who makes it. There is one
 * crew; while it is busy, whoever else has a loop goes through it alone.
 */
final class Crew {
  /** Nanoseconds for which a hand looks out. */
  private static final long PATIENCE = 200_000;

  private static final Crew CREW = new Crew();

  private final AtomicBoolean busy = new AtomicBoolean();
  private final List<Hand> hands = new ArrayList<>(); // for whoever made it busy
  private volatile @Nullable Loop latest;

  private Crew() {}

  /** Does all parts, and returns when they are done; what one of them throws is thrown. */
  static void forEach(int parts, IntConsumer work) {
    CREW.share(parts, work);
  }

  /** With how many threads a loop is shared: those of the pool that it is called from. */
  static int size() {
    return Thread.currentThread() instanceof ForkJoinWorkerThread worker
        ? worker.getPool().getParallelism()
        : ForkJoinPool.getCommonPoolParallelism() + 1;
  }

  private void share(int parts, IntConsumer work) {
    int others = Math.min(size(), parts) - 1;
    if (others < 1 || !busy.compareAndSet(false, true)) {
      for (int part = 0; part < parts; part++) {
        work.accept(part);
      }
      return;
    }
    try {
      while (hands.size() < others) {
        hands.add(new Hand());
      }
      Loop loop = new Loop(parts, others, work);
      latest = loop;
      hands.forEach(Hand::wake);
      loop.takeParts();
      loop.awaitEnd();
    } finally {
      busy.set(false);
    }
  }

  /** A loop on its way. */
  private static final class Loop {
    private final int parts;
    private final AtomicInteger places; // for hands
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private @Nullable IntConsumer work;
    private volatile @Nullable Throwable thrown;

    Loop(int parts, int hands, IntConsumer work) {
      this.parts = parts;
      this.places = new AtomicInteger(hands);
      this.work = work;
    }

    void help() {
      if (places.getAndDecrement() > 0) {
        takeParts();
      }
    }

    void takeParts() {
      for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
        IntConsumer mine = work;
        try {
          if (mine != null) { // it is there until all parts are done
            mine.accept(part);
          }
        } catch (RuntimeException | Error e) {
          thrown = e;
        } finally {
          done.incrementAndGet();
        }
      }
    }

    @SuppressWarnings(
        "ThreadPriorityCheck") // the last part may be with a thread that waits for this one's core
    void awaitEnd() {
      long start = System.nanoTime();
      while (done.get() < parts) {
        if (System.nanoTime() - start < PATIENCE) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
      work = null; // hands remember the loop, and must not keep what it works on
      if (thrown instanceof RuntimeException e) {
        throw e;
      }
      if (thrown instanceof Error e) {
        throw e;
      }
    }
  }

  /** A thread of the crew, for as long as the program runs. */
  private final class Hand implements Runnable {
    private final Thread thread = new Thread(this, "crew");
    private volatile boolean asleep;

    Hand() {
      thread.setDaemon(true);
      thread.start();
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void run() {
      Loop last = null;
      while (true) {
        last = next(last);
        last.help();
      }
    }

    private Loop next(@Nullable Loop last) {
      long start = System.nanoTime();
      while (true) {
        Loop loop = latest;
        if (loop != null && loop != last) {
          return loop;
        }
        if (System.nanoTime() - start < PATIENCE) {
          Thread.onSpinWait();
          continue;
        }
        asleep = true;
        if (latest == loop) {
          LockSupport.park(this);
        }
        asleep = false;
      }
    }
  }
}
