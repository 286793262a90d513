/** Pages and pictures of what experiments found, made of their files alone. */
@NullMarked
package io.secateur.study.pages;

import org.jspecify.annotations.NullMarked;
