import { holdSameStories } from '../support/same-story.ts';
import { corpusPath } from './corpus.ts';

holdSameStories(corpusPath('wires', 'same-story'), 'borealis');
