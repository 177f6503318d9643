import { inject } from 'vitest';
import { readConfig } from '../../core/config.js';
import { createLog } from '../../core/log.js';
import { scenarioWorld, type ScenarioWorld } from '../../processes/catalogue/scenario/world.js';
import { createServices, type OwnedServices } from '../../start/services.js';

export interface EngineWorld extends ScenarioWorld {
  services: OwnedServices;
  close(): Promise<void>;
}

/** Services of a test's own on the run's data bank and engine; the app's processes run beside. */
export const engineWorld = async (): Promise<EngineWorld> => {
  const managementUrl = inject('managementUrl');
  const config = readConfig({ SPORTELLO_DATA: inject('dataFolder'), SPORTELLO_CLOCK: 'controlled' });
  const services = await createServices({
    config,
    log: createLog('silent', 'tests'),
    databaseUrl: inject('databaseUrl'),
  });
  return { ...scenarioWorld(services, managementUrl), services, close: () => services.close() };
};
