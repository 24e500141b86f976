/** Schema generators that share what they have read: most of what one takes is to parse TypeScript's own libraries. */
import { join } from 'node:path';
import {
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  SchemaGenerator,
  type CompletedConfig,
  type Config,
} from 'ts-json-schema-generator';
import { REPOSITORY_ROOT } from '../../infra/repository.ts';

const programs = new Map<string, ReturnType<typeof createProgram>>();

/** @param sources of the repository, with the types that are asked for: a path, or a glob of several */
export function generatorOf(sources: string, config: Config): SchemaGenerator {
  const whole: CompletedConfig = {
    ...DEFAULT_CONFIG,
    ...config,
    path: join(REPOSITORY_ROOT, sources),
    tsconfig: join(REPOSITORY_ROOT, 'tsconfig.json'),
    skipTypeCheck: true,
  };
  const program = programs.get(sources) ?? createProgram(whole);
  programs.set(sources, program);
  return new SchemaGenerator(program, createParser(program, whole), createFormatter(whole), whole);
}
