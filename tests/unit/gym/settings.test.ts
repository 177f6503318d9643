import { expect, test } from 'vitest';
import { readConfig } from '../../../core/config.js';
import { gymSettings } from '../../../gym/settings.js';
import { environment } from '../../../start/app-process.js';
import { portNames } from '../../../start/ports.js';

const outside = {
  SMTP_URL: 'smtp://mail.example',
  PEC_SMTP_URL: 'smtps://pec.example',
  PEC_IMAP_URL: 'imaps://pec.example',
  PAGOPA_URL: 'https://pagopa.example',
  SIGNING_URL: 'https://sign.example',
  S3_ENDPOINT: 'https://s3.example',
  CLAMD_ADDRESS: 'clamd:3310',
  SPORTELLO_SCAN_FOLDER: '/scans',
  ZEEBE_ADDRESS: 'cluster:26500',
};
const ports = Object.fromEntries(portNames.map((name, index) => [name, String(index + 1)]));
const parent = readConfig({ ...outside, SPORTELLO_DATA: '/data', SPORTELLO_DEMO: 'false' });
const gym = gymSettings(parent, 'postgres://main.example/sportello', ports);

test('the gym knows nothing outside that its parent knows, whatever stands in the environment', () => {
  const told = environment({
    config: gym,
    databaseUrl: 'postgres://gym.example/sportello',
    engineData: null,
  });
  const child = readConfig({ ...outside, ...told });
  expect(Object.values(child).filter((value) => Object.values(outside).includes(String(value)))).toEqual([]);
  expect(child).toMatchObject({
    SPORTELLO_DATA: '/data/palestra',
    SPORTELLO_DEMO: true,
    SPORTELLO_CLOCK: 'controlled',
    SPORTELLO_HOST: '127.0.0.1',
    SPORTELLO_GYM_OF: 'postgres://main.example/sportello',
    PEC_SMTP_URL: 'nowhere:',
    DATABASE_URL: 'postgres://gym.example/sportello',
  });
});

test('every port is one of those that were found free', () => {
  const found = Object.entries(gym).filter(
    ([name]) => name.endsWith('_PORT') && name !== 'SPORTELLO_GYM_PORT',
  );
  expect(found.map(([, port]) => port as number).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
