import type { Config } from '../../core/config.js';

export interface BrokerOptions {
  config: Config;
  /** Folder of this engine's data. */
  dataDir: string;
  /** Where the exporters deliver: `http://127.0.0.1:26515`. */
  streamUrl: string;
  streamPassword: string;
}

/** Lane *now*: what a person waits for at a screen, and whose case it is, one record at a time. */
const nowTypes = ['JOB', 'INCIDENT', 'MESSAGE_START_EVENT_SUBSCRIPTION'];
/** Lane *history*: the rest of the projection, in batches. */
const historyTypes = [
  'PROCESS',
  'PROCESS_INSTANCE',
  'VARIABLE',
  'PROCESS_MESSAGE_SUBSCRIPTION',
  'TIMER',
  'ERROR',
  'DECISION_EVALUATION',
];
/** Every value type the exporter would send by default, to be switched off where a lane doesn't want it. */
const allTypes = [
  ...nowTypes,
  ...historyTypes,
  'DEPLOYMENT',
  'DECISION',
  'DECISION_REQUIREMENTS',
  'MESSAGE',
  'MESSAGE_SUBSCRIPTION',
  'JOB_BATCH',
  'PROCESS_EVENT',
  'PROCESS_INSTANCE_CREATION',
  'PROCESS_INSTANCE_MIGRATION',
  'PROCESS_INSTANCE_MODIFICATION',
  'PROCESS_INSTANCE_BATCH',
  'RESOURCE_DELETION',
  'SIGNAL',
  'SIGNAL_SUBSCRIPTION',
  'USER_TASK',
  'VARIABLE_DOCUMENT',
  'ESCALATION',
  'COMPENSATION_SUBSCRIPTION',
  'CHECKPOINT',
  'DEPLOYMENT_DISTRIBUTION',
  'COMMAND_DISTRIBUTION',
  'FORM',
];

interface Lane {
  name: 'now' | 'history';
  types: string[];
  size: number;
  delaySeconds: number;
}

const exporterSettings = (
  { streamUrl, streamPassword, config }: BrokerOptions,
  lane: Lane,
): Record<string, string> => {
  const prefix = `ZEEBE_BROKER_EXPORTERS_${lane.name.toUpperCase()}`;
  const types = allTypes.map((type) => [
    `${prefix}_ARGS_INDEX_${type.replaceAll('_', '')}`,
    String(lane.types.includes(type)),
  ]);
  return {
    [`${prefix}_CLASSNAME`]: 'io.camunda.zeebe.exporter.ElasticsearchExporter',
    [`${prefix}_ARGS_URL`]: streamUrl,
    [`${prefix}_ARGS_BULK_SIZE`]: String(lane.size),
    [`${prefix}_ARGS_BULK_DELAY`]: String(lane.delaySeconds),
    [`${prefix}_ARGS_INDEX_PREFIX`]: lane.name,
    [`${prefix}_ARGS_INDEX_CREATETEMPLATE`]: 'false',
    [`${prefix}_ARGS_AUTHENTICATION_USERNAME`]: config.STREAM_USER,
    [`${prefix}_ARGS_AUTHENTICATION_PASSWORD`]: streamPassword,
    ...Object.fromEntries(types),
  };
};

/** The whole configuration of the embedded broker, as environment: everything on loopback, two lanes of records. */
export const brokerEnvironment = (options: BrokerOptions): Record<string, string> => {
  const { config, dataDir } = options;
  const loopback = '127.0.0.1';
  const isControlled = config.SPORTELLO_CLOCK === 'controlled';
  return {
    ZEEBE_BROKER_DATA_DIRECTORY: dataDir,
    ZEEBE_BROKER_NETWORK_HOST: loopback,
    ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(config.ZEEBE_COMMAND_PORT),
    ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(config.ZEEBE_INTERNAL_PORT),
    ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS: `${loopback}:${config.ZEEBE_INTERNAL_PORT}`,
    ZEEBE_BROKER_GATEWAY_ENABLE: 'true',
    ZEEBE_BROKER_GATEWAY_NETWORK_HOST: loopback,
    ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(config.ZEEBE_PORT),
    ZEEBE_BROKER_GATEWAY_CLUSTER_HOST: loopback,
    SERVER_ADDRESS: loopback,
    SERVER_PORT: String(config.ZEEBE_REST_PORT),
    MANAGEMENT_SERVER_ADDRESS: loopback,
    MANAGEMENT_SERVER_PORT: String(config.ZEEBE_MANAGEMENT_PORT),
    // Thirteen endpoints need no password, pausing the exporters among them: only these stay open
    MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE: isControlled ? 'health,prometheus,clock' : 'health,prometheus',
    ZEEBE_CLOCK_CONTROLLED: String(isControlled),
    ZEEBE_LOG_LEVEL: 'warn',
    ...exporterSettings(options, { name: 'now', types: nowTypes, size: 1, delaySeconds: 1 }),
    ...exporterSettings(options, {
      name: 'history',
      types: historyTypes,
      size: config.STREAM_HISTORY_BATCH,
      delaySeconds: config.STREAM_HISTORY_DELAY,
    }),
  };
};

/** Java's own arguments: an archive of loaded classes makes every start after the first one three times as fast. */
export const javaArguments = ({ config }: BrokerOptions, home: string, archive: string): string[] => [
  `-Xmx${config.ZEEBE_HEAP}`,
  '-XX:+ExitOnOutOfMemoryError',
  '-Dfile.encoding=UTF-8',
  ...(config.ZEEBE_FLAVOUR === 'start' ? ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'] : []),
  '-XX:+AutoCreateSharedArchive',
  `-XX:SharedArchiveFile=${archive}`,
  '-cp',
  `${home}/lib/*`, // without the config folder, or the archive can't be written
  'io.camunda.zeebe.broker.StandaloneBroker',
];
