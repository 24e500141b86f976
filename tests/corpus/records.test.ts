import { describe } from '@jest/globals';
import { strictNinjs } from '../support/ninjs.ts';
import { holdRules, holdToNinjs } from '../support/record-rules.ts';
import { corpusPath } from './corpus.ts';

describe('every record of a foreign wire', () => {
  holdToNinjs(corpusPath('wires'), '3.2', strictNinjs);
  holdRules(corpusPath('wires'));
});
