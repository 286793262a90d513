package io.secateur.spark;

import io.secateur.Backend;

/** Spark, for {@code --spark MASTER}. */
public final class SparkProvider implements Backend.Provider {
  @Override
  public String word() {
    return "spark";
  }

  @Override
  public Backend connect(String address) {
    return SparkBackend.connect(address);
  }
}
