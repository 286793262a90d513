@NullMarked
package io.secateur.study.views;

import org.jspecify.annotations.NullMarked;
