/** Which settings a command goes by. */
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { CONFIG_FILE } from '../../infra/config-file.ts';

export interface ConfigOptions {
  config?: string;
}

/** Adds the option that names another file of settings. */
export function withConfigOption(command: Command): Command {
  return command.addOption(
    new Option('--config <file>', 'the settings; default: newswire.config.json of the repository').env(
      'WIRE_CONFIG',
    ),
  );
}

/** Path of the settings. */
export function settingsOf({ config }: ConfigOptions): string {
  return config === undefined ? CONFIG_FILE : resolve(config);
}
