@NullMarked
package io.secateur.study.data;

import org.jspecify.annotations.NullMarked;
