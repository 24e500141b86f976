/** One stack at a time works in a data folder: its databases would not survive two. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError';
  readonly code = 'data-folder-in-use';
}

/**
 * Takes a data folder, and makes it if there is none.
 * @returns gives the folder back
 * @throws DataFolderInUseError while another stack has it; what a killed process left behind does not count
 */
export function lockDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'in-use-by-process');
  const owner = ownerOf(file);
  if (owner !== undefined && isRunning(owner)) {
    throw new DataFolderInUseError(
      `${folder} is in use by process ${owner}: stop that one, or name another folder`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => {
    rmSync(file, { force: true });
  };
}

function ownerOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether a process of this id runs on this machine. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, but belongs to another user.
    return (error as { code?: unknown }).code === 'EPERM';
  }
}
