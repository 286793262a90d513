/**
 * Small networks and data whose answers plain Java can compute, for the tests of several packages.
 */
@NullMarked
package io.secateur.testing;

import org.jspecify.annotations.NullMarked;
