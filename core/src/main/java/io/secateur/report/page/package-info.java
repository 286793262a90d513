/**
 * Results as one HTML page that needs nothing but itself: records of plain names and numbers, one
 * for each kind of section, and templates that are put together when the page is written.
 */
@NullMarked
package io.secateur.report.page;

import org.jspecify.annotations.NullMarked;
