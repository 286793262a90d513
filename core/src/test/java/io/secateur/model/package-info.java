@NullMarked
package io.secateur.model;

import org.jspecify.annotations.NullMarked;
