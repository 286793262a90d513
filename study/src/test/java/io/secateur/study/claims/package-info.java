@NullMarked
package io.secateur.study.claims;

import org.jspecify.annotations.NullMarked;
