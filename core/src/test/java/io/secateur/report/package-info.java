@NullMarked
package io.secateur.report;

import org.jspecify.annotations.NullMarked;
