/** Pages, looked at in a real browser. */
@NullMarked
package io.secateur.report.page;

import org.jspecify.annotations.NullMarked;
