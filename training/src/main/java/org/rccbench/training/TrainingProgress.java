package org.rccbench.training;

import java.time.Duration;
import java.util.Optional;

/**
 * What one step gave.
 *
 * @param step number of the step, from 1
 * @param steps of the whole run
 * @param loss mean over the predicted ids, in nats
 * @param accuracy share of them that were the network's best guess
 * @param tokensPerSecond that passed the network since this process began to train
 * @param left expected time to the end
 * @param level window and rate, empty for a language model
 */
public record TrainingProgress(
    long step,
    long steps,
    double loss,
    double accuracy,
    double tokensPerSecond,
    Duration left,
    Optional<Level> level) {}
