import type { Services } from '../../../core/services.js';
import { advanceClock } from '../../../engine/clock.js';

export interface ScenarioWorld {
  services: Services;
  /** Actuator of an embedded broker with a controlled clock. */
  managementUrl: string;
  /**
   * Moves the office's clock and the engine's, and returns when that is so here too.
   * @param settled returns when the case that asks stands still, for whoever moves the clock for others as well
   */
  advance(milliseconds: number, settled: () => Promise<unknown>): Promise<void>;
}

/**
 * Where scenarios are walked: the tests' Sportello, or the gym.
 * @param services of an environment with a controlled clock
 * @param managementUrl actuator of its broker
 */
export const scenarioWorld = (services: Services, managementUrl: string): ScenarioWorld => ({
  services,
  managementUrl,
  advance: (milliseconds) => advanceClock(services, managementUrl, milliseconds),
});
