/** What the paper says, as data: each statement with the test that it is put to. */
@NullMarked
package io.secateur.study.claims;

import org.jspecify.annotations.NullMarked;
