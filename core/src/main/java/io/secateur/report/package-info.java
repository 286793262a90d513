/** Results as values, and as files that people and machines read. */
@NullMarked
package io.secateur.report;

import org.jspecify.annotations.NullMarked;
