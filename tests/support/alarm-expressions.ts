/** The language of metric maths and of the rules of composite alarms, as far as a template uses it. */

export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'name'; name: string }
  | { kind: 'call'; name: string; args: readonly Expression[] }
  | { kind: 'not'; of: Expression }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression };

const TOKEN =
  /\s*(?:(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?<name>[A-Za-z_]\w*)|"(?<text>[^"]*)"|(?<sign>[<>=!]=|[-+*/<>(),]))/uy;

/** From the loosest to the tightest. */
const LEVELS = [['OR'], ['AND'], ['<', '>', '<=', '>=', '==', '!='], ['+', '-'], ['*', '/']];

/** @throws for what is no expression */
export function parseExpression(source: string): Expression {
  const tokens = tokensOf(source);
  let at = 0;
  const is = (text: string): boolean => tokens[at]?.text === text && tokens[at]?.kind !== 'text';
  const take = (text: string): void => {
    if (!is(text)) throw new Error(`expected ${text} at token ${at} of ${source}`);
    at++;
  };
  const binary = (level: number): Expression => {
    const operators = LEVELS[level];
    if (operators === undefined) return single();
    let left = binary(level + 1);
    for (;;) {
      const operator = operators.find(is);
      if (operator === undefined) return left;
      at++;
      left = { kind: 'binary', operator, left, right: binary(level + 1) };
    }
  };
  const single = (): Expression => {
    const token = tokens[at];
    if (token === undefined) throw new Error(`${source} breaks off`);
    at++;
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'text', value: token.text };
    if (token.text === '(') {
      const inner = binary(0);
      take(')');
      return inner;
    }
    if (token.text === 'NOT') return { kind: 'not', of: single() };
    if (token.kind !== 'name') throw new Error(`${token.text} begins nothing in ${source}`);
    if (!is('(')) return { kind: 'name', name: token.text };
    at++;
    const args: Expression[] = [];
    while (!is(')')) {
      args.push(binary(0));
      if (!is(')')) take(',');
    }
    take(')');
    return { kind: 'call', name: token.text, args };
  };
  const whole = binary(0);
  if (at < tokens.length) throw new Error(`${source} goes on after its end`);
  return whole;
}

interface Token {
  kind: 'number' | 'name' | 'text' | 'sign';
  text: string;
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = source.trimEnd().length;
  while (pattern.lastIndex < end) {
    const place = pattern.lastIndex;
    const { number, name, text, sign } = pattern.exec(source)?.groups ?? {};
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (text !== undefined) tokens.push({ kind: 'text', text });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else throw new Error(`${source}: what stands at ${place} is not understood`);
  }
  return tokens;
}
