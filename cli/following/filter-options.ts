/** Which articles a subscriber wants, as options of a command. */
import { Option, type Command } from 'commander';
import type { FeedFilter } from '../../functions/core/feed/contract.ts';
import {
  WIRE_EVENTS,
  WIRE_FLAGS,
  type WireEvent,
  type WireFilter,
  type WireFlag,
} from '../../infra/wire-filter.ts';

export interface FilterOptions {
  type?: WireEvent[];
  provider?: string[];
  source?: string[];
  language?: string[];
  urgency?: string[];
  subject?: string[];
  flags?: WireFlag[];
}

export function withFilterOptions(command: Command): Command {
  return command
    .addOption(new Option('--type <event...>', 'what happened to an article').choices(WIRE_EVENTS))
    .option('--provider <id...>', 'agencies that delivered')
    .option('--source <id...>', 'agencies that an article names as its sources')
    .option('--language <tag...>', 'BCP 47; en is en-GB too')
    .option('--urgency <number...>', '1, the most urgent, to 9')
    .option('--subject <uri...>', 'URIs of subjects')
    .addOption(new Option('--flags <flag...>', 'what a newsroom acts on').choices(WIRE_FLAGS));
}

/** For SNS. */
export function wireFilterOf(options: FilterOptions): WireFilter {
  const { type, provider, source, language, urgency, subject, flags } = options;
  return {
    ...(type === undefined ? {} : { type }),
    ...(provider === undefined ? {} : { provider }),
    ...(source === undefined ? {} : { sources: source }),
    ...(language === undefined ? {} : { language }),
    ...(urgency === undefined ? {} : { urgency: urgency.map(Number) }),
    ...(subject === undefined ? {} : { subjects: subject }),
    ...(flags === undefined ? {} : { flags }),
  };
}

/** For the change feed, which knows no types. */
export function feedFilterOf(options: FilterOptions): FeedFilter {
  const { provider, source, language, urgency, subject, flags } = options;
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(source === undefined ? {} : { source }),
    ...(language === undefined ? {} : { language }),
    ...(urgency === undefined ? {} : { urgency }),
    ...(subject === undefined ? {} : { subject }),
    ...(flags === undefined ? {} : { flags }),
  };
}
