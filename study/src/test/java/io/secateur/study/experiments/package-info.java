@NullMarked
package io.secateur.study.experiments;

import org.jspecify.annotations.NullMarked;
