/** The repository's settings, with changes, as a file of their own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfigFile } from '../../infra/config-file.ts';
import type { ConfigFile, StageSettings } from '../../infra/config-shape.ts';

export interface Changes {
  /** Of stage dev. */
  stage?: Partial<StageSettings>;
  agencies?: ConfigFile['agencies'];
}

/** Runs something with the path of such a file, which is there for so long. */
export async function withSettings<T>(changes: Changes, run: (path: string) => Promise<T>): Promise<T> {
  const { stages, ...file } = readConfigFile();
  const { agencies = file.agencies, stage } = changes;
  const folder = mkdtempSync(join(tmpdir(), 'newswire-settings-'));
  const path = join(folder, 'newswire.config.json');
  const changed = { ...file, stages: { ...stages, dev: { ...stages.dev, ...stage } }, agencies };
  writeFileSync(path, JSON.stringify(changed));
  try {
    return await run(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
