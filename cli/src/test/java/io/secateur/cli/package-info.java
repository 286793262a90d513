/** Tests of the command line: what is printed where, and the exit code. */
@NullMarked
package io.secateur.cli;

import org.jspecify.annotations.NullMarked;
