/**
 * Sports tables: the results and the standings of invented leagues, round after round, as they follow from each other. Sent
 * again with a correction, by another agency in another layout, before the last matches are over and cut; beside them the
 * next day's, the next round's and another league's.
 */
import { randomOf } from '../../tests/core/dedupe/support/simulated-index.ts';
import type { GenerateOptions } from './generate.ts';
import { BASE, type LabelledSet, type LabelledText } from './labelled.ts';
import { otherName } from './stories.ts';

const START = Date.parse('2026-07-01T20:00:00Z');
const HOUR = 3_600_000;
const TEAMS = 12;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

type Draw = () => number;

interface Match {
  home: string;
  away: string;
  goals: [number, number];
}

interface Row {
  team: string;
  won: number;
  drawn: number;
  lost: number;
  scored: number;
  conceded: number;
}

/** Points of a win and a draw, and what a match's score can be. */
interface Sport {
  name: string;
  win: number;
  most: number;
}

const SPORTS: Readonly<Record<'tune' | 'test', Sport>> = {
  tune: { name: 'football', win: 3, most: 5 },
  test: { name: 'handball', win: 2, most: 38 },
};

function drawnMatch(home: string, away: string, { most }: Sport, draw: Draw): Match {
  const goals = (): number => Math.floor((most > 10 ? 0.5 + draw() / 2 : draw() ** 1.5) * most);
  return { home, away, goals: [goals(), goals()] };
}

function played(table: readonly Row[], matches: readonly Match[]): Row[] {
  return table.map((row) => {
    const match = matches.find(({ home, away }) => home === row.team || away === row.team);
    if (match === undefined) return row;
    const [own = 0, other = 0] = match.home === row.team ? match.goals : match.goals.toReversed();
    return {
      team: row.team,
      won: row.won + Number(own > other),
      drawn: row.drawn + Number(own === other),
      lost: row.lost + Number(own < other),
      scored: row.scored + own,
      conceded: row.conceded + other,
    };
  });
}

function standings(table: readonly Row[], { win }: Sport, ranked: boolean): string[] {
  const points = ({ won, drawn }: Row): number => win * won + drawn;
  return [...table]
    .sort((a, b) => points(b) - points(a) || b.scored - b.conceded - a.scored + a.conceded)
    .map((row, i) => {
      const { team, won, drawn, lost, scored, conceded } = row;
      const figures = `${won + drawn + lost} ${won} ${drawn} ${lost} ${scored}${ranked ? '-' : ' '}${conceded} ${points(row)}`;
      return `${ranked ? `${i + 1}. ` : ''}${team} ${figures}`;
    });
}

function results(matches: readonly Match[], dashed: boolean): string[] {
  return matches.map(({ home, away, goals: [own, other] }) =>
    dashed ? `${home} - ${away} ${own}-${other}` : `${home} ${own} ${away} ${other}`,
  );
}

function roundOf(teams: readonly string[], sport: Sport, draw: Draw): Match[] {
  const order = teams.map((team) => ({ team, at: draw() })).sort((a, b) => a.at - b.at);
  return Array.from({ length: teams.length / 2 }, (_, i) =>
    drawnMatch(order[2 * i]?.team ?? '', order[2 * i + 1]?.team ?? '', sport, draw),
  );
}

/** One match has another score than was said first. */
function corrected(matches: readonly Match[], draw: Draw): Match[] {
  const wrong = Math.floor(draw() * matches.length);
  return matches.map((match, i) =>
    i === wrong ? { ...match, goals: [match.goals[0] + 1, match.goals[1]] } : match,
  );
}

/** @param stories how many leagues; of each one table and the results that led to it, with their copies and look-alikes */
export function tableSet({ seed, stories }: GenerateOptions, half: 'tune' | 'test'): LabelledSet {
  const sport = SPORTS[half];
  const draw = randomOf(seed * 71 + (half === 'tune' ? 3 : 5));
  const texts: LabelledText[] = [];
  for (let number = 0; number < stories; number++) {
    const teams = [...new Set(Array.from({ length: 3 * TEAMS }, () => otherName(draw)))].slice(0, TEAMS);
    let before = teams.map((team): Row => ({ team, won: 0, drawn: 0, lost: 0, scored: 0, conceded: 0 }));
    const rounds = 4 + Math.floor(draw() * 16);
    for (let i = 0; i < rounds; i++) before = played(before, roundOf(teams, sport, draw));
    const matches = roundOf(teams, sport, draw);
    const after = played(before, matches);
    const late = roundOf(teams, sport, draw).slice(0, 2);
    const league = `${otherName(draw)} ${sport.name} league`;
    const start = START + number * HOUR;
    const weekday = (hours: number): string => DAYS[new Date(start + hours * HOUR).getUTCDay()] ?? '';
    const sender = (kind: string, id: string) => {
      const words = kind === 'results' ? `Results of matches in the ${league}` : `Standings in the ${league}`;
      return (
        what: string,
        lines: readonly string[],
        hours: number,
        source = 'aurora',
        title = words,
      ): void => {
        const isOther = what.startsWith('NEG');
        const intro =
          source === 'aurora'
            ? `${words} on ${weekday(hours)}:`
            : `${league}, ${kind} after ${weekday(hours)}'s play`;
        texts.push({
          id: what === BASE ? id : `${id}-${texts.length}`,
          group: isOther ? `${id} ${what}` : id,
          kind: what === BASE ? what : `${isOther ? 'NEG ' : ''}${kind}, ${what.replace('NEG ', '')}`,
          title,
          body: `${intro}\n\n${lines.join('\n')}`,
          at: start + hours * HOUR,
          source,
        });
      };
    };
    const otherDraw = randomOf(seed * 1000 + number);
    const others = Array.from({ length: TEAMS }, () => otherName(otherDraw));
    const right = corrected(matches, draw);

    const addResults = sender('results', `r${number}`);
    addResults('early', results(matches.slice(0, 4), false), -1);
    addResults(BASE, results(matches, false), 0);
    addResults(
      'corrected',
      results(right, false),
      1,
      'aurora',
      `CORRECTED - Results of matches in the ${league}`,
    );
    addResults('another layout', results(matches, true), 2, 'borealis');
    addResults('NEG next round', results(roundOf(teams, sport, draw), false), 72);
    addResults('NEG other league', results(roundOf(others, sport, otherDraw), false), 0.5);

    const addTable = sender('standings', `s${number}`);
    addTable(BASE, standings(after, sport, false), 0.2);
    addTable(
      'corrected',
      standings(played(before, right), sport, false),
      1.2,
      'aurora',
      `CORRECTED - Standings in the ${league}`,
    );
    addTable('another layout', standings(after, sport, true), 2.2, 'borealis');
    addTable('cut', standings(after, sport, false).slice(0, 8), 3, 'borealis');
    addTable('NEG next day, two matches more', standings(played(after, late), sport, false), 24);
    addTable('NEG next round', standings(played(after, roundOf(teams, sport, draw)), sport, false), 72.2);
  }
  return {
    name: `tables with seed ${seed}, ${half} half`,
    texts: texts.sort((a, b) => (a.at ?? 0) - (b.at ?? 0)),
    ambiguous: new Set(),
  };
}
