import { expect, it } from '@jest/globals';
import { sniffRoot } from '../../../functions/core/text/xml-root.ts';

it('the root is the same whether its tag is plain, or takes a parser to read', () => {
  const plain = '<?xml version="1.0"?>\n<n:item xmlns:n="urn:lark:1" id="7"><n:a/>';
  const others = [
    plain.replace('id="7"', "id='7'"),
    plain.replace('?>', '?><!-- sent by hand -->'),
    plain.replace('7', '&#55;'),
    `\ufeff${plain}`,
  ];
  for (const head of [plain, ...others]) {
    const root = sniffRoot(head);
    expect(root).toMatchObject({ local: 'item', namespace: 'urn:lark:1' });
    expect(root?.attributes.get('id')).toBe('7');
  }
  expect(sniffRoot('The ferry sails.')).toBeUndefined();
});
