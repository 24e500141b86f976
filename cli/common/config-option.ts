/** Which settings a command goes by. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { CONFIG_FILE, registerIn } from '../../infra/config-file.ts';
import type { Register } from '../../functions/core/providers/register.ts';

export interface ConfigOptions {
  config?: string;
}

/** Adds the option that names another file of settings. */
export function withConfigOption(command: Command): Command {
  return command.addOption(
    new Option('--config <file>', 'the settings; default: newswire.config.json').env('WIRE_CONFIG'),
  );
}

/** Path of the settings. */
export function settingsOf({ config }: ConfigOptions): string {
  return config === undefined ? CONFIG_FILE : resolve(config);
}

/** The agencies of the settings; undefined where there is no such file, as in an app that has them in its code. */
export function agenciesOf(options: ConfigOptions): Register | undefined {
  const path = settingsOf(options);
  return existsSync(path) ? registerIn(path) : undefined;
}
