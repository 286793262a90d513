/**
 * Commands only: flags become the library's options, results become text or JSON, exceptions become
 * a sentence and an exit code. Standard output and exit codes are used nowhere else.
 */
@NullMarked
package io.secateur.cli;

import org.jspecify.annotations.NullMarked;
