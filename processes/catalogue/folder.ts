import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inRepo } from '../../core/paths.js';
import { bundleOfFiles, decisionsOf, formsOf, missing, parsedFile, type FileFault } from './bundle-files.js';
import type { ProcedureBundle, SharedProcess } from './bundle.js';
import { filesOfProcedure, filesOfShared, readFolder, type FolderFiles } from './folder-files.js';
import { sharedCalledBy } from './shared/called-by.js';
import { sharedContractSchema, type SharedContract } from './shared/contract.js';

const asError = (folder: string, faults: readonly FileFault[], kind: string): Error =>
  new Error(
    faults
      .map(({ path, message }) => {
        const file = join(folder, path);
        return message === missing(path).message ? `Manca ${file}: ogni ${kind}.` : `${file} ${message}`;
      })
      .join('\n'),
  );

/**
 * Reads the folder of a shared subprocess.
 * @returns undefined when there is no such folder
 * @throws Error in Italian naming the file and what is wrong in it
 */
export const loadShared = async (folder: string): Promise<SharedProcess | undefined> => {
  const files = await readFolder(folder, filesOfShared);
  if (Object.keys(files).length === 0) return undefined;
  const { forms, faults } = formsOf(files);
  const { 'process.bpmn': bpmn, 'contract.yaml': contractText } = files;
  if (bpmn === undefined) faults.push(missing('process.bpmn'));
  const contract =
    contractText === undefined
      ? { fault: missing('contract.yaml') }
      : parsedFile('contract.yaml', contractText, { format: 'YAML', schema: sharedContractSchema });
  if ('fault' in contract) faults.push(contract.fault);
  if (bpmn === undefined || 'fault' in contract || faults.length > 0)
    throw asError(folder, faults, 'sottoprocesso condiviso ha process.bpmn e contract.yaml');
  return { bpmn, contract: contract.value, forms, decisions: decisionsOf(files) };
};

/**
 * Reads a procedure's folder, and what its diagram calls out of processes/shared.
 * @throws Error in Italian naming the file and what is wrong in it
 */
export const loadProcedure = async (
  folder: string,
): Promise<{ bundle: ProcedureBundle; files: FolderFiles }> => {
  const files = await readFolder(folder, filesOfProcedure);
  const read = bundleOfFiles(files);
  if ('faults' in read) throw asError(folder, read.faults, 'procedimento ha process.bpmn e sheet.yaml');
  return { bundle: await withShared(read.bundle), files };
};

/** What is published of a procedure's folder. @throws Error in Italian, as loadProcedure */
export const loadFolder = async (folder: string): Promise<ProcedureBundle> =>
  (await loadProcedure(folder)).bundle;

/** What all shared subprocesses want and answer, by title. @throws Error in Italian, as loadShared */
export const sharedContracts = async (root = inRepo('processes/shared')): Promise<SharedContract[]> => {
  const names = await readdir(root).catch((): string[] => []);
  const all = await Promise.all(names.map((name) => loadShared(join(root, name))));
  return all
    .flatMap((shared) => (shared ? [shared.contract] : []))
    .sort((a, b) => a.title.localeCompare(b.title, 'it'));
};

/** A bundle with what its diagram calls, as it is today. A diagram that can't be read calls nothing: the lint tells. */
export const withShared = async (bundle: ProcedureBundle): Promise<ProcedureBundle> => {
  const shared = await sharedCalledBy(bundle.bpmn, loadShared);
  const own = { ...bundle };
  delete own.shared;
  return Object.keys(shared).length > 0 ? { ...own, shared } : own;
};
