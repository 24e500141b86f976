/** The function `command` over AWS, without its handler's frame. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Clients } from '../adapters/platform/clients.ts';
import { answering, type DoorOptions, type Operation } from '../adapters/platform/door.ts';
import type { HttpEvent } from '../adapters/platform/http.ts';
import type { CommandSettings } from '../adapters/platform/settings.ts';
import { composeDesk, type Clock, type DeskObserver } from '../desk/compose.ts';
import { decide, type CommandName, type Commanded } from './command.ts';

export interface CommandOptions extends DoorOptions, DeskObserver {
  clock: Clock;
  /** Somebody has decided, or was refused. */
  decided: (commanded: Commanded) => void;
}

const COMMANDS: readonly CommandName[] = ['release', 'hold', 'kill', 'split', 'merge'];

export function composeCommand(
  clients: Clients,
  settings: CommandSettings,
  { clock, decided, publishFailed, ...door }: CommandOptions,
): (event: HttpEvent) => Promise<APIGatewayProxyStructuredResultV2> {
  const desk = composeDesk(clients, settings, clock, { publishFailed });
  const operations = COMMANDS.map((command): [string, Operation] => [
    command,
    (asked) => decide(desk, command, asked, decided),
  ]);
  return answering('command', Object.fromEntries(operations), door);
}
