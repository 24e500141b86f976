/** Scripts without spaces: texts of our own, a few plain sentences each. */
import { expect, test } from '@jest/globals';
import { MemoryIndex } from '../../../functions/core/dedupe/memory-index.ts';
import { NearDuplicates } from '../../../functions/core/dedupe/near-duplicates.ts';
import type { Judgement } from '../../../functions/core/dedupe/near-index.ts';

const AT = Date.parse('2026-07-01T08:00:00Z');
const HOUR = 3_600_000;

const TEXTS: Readonly<Record<string, string>> = {
  lo:
    'ນ້ຳຖ້ວມຢູ່ເມືອງໃໝ່ໃນວັນຈັນ ເຮັດໃຫ້ມີຜູ້ບາດເຈັບ 37 ຄົນ ແລະ ເຮືອນ 212 ຫຼັງເສຍຫາຍ ເຈົ້າໜ້າທີ່ກ່າວ\n\n' +
    'ຝົນຕົກໜັກ 3 ມື້ ໂຮງຮຽນທັງໝົດປິດ ແລະ ຖະໜົນໄປຕະຫຼາດຖືກຕັດຂາດ ຊາວບ້ານ 1450 ຄົນນອນຢູ່ວັດ',
  km:
    'ទឹកជំនន់នៅក្រុងថ្មីកាលពីថ្ងៃចន្ទ បណ្តាលឱ្យមនុស្ស 37 នាក់រងរបួស និងផ្ទះ 212 ខ្នងខូចខាត មន្ត្រីបាននិយាយ\n\n' +
    'ភ្លៀងធ្លាក់ខ្លាំង 3 ថ្ងៃ សាលារៀនទាំងអស់បិទ ហើយផ្លូវទៅផ្សារត្រូវកាត់ផ្តាច់ អ្នកភូមិ 1450 នាក់ដេកនៅវត្ត',
  my:
    'တနင်္လာနေ့က မြို့သစ်တွင် ရေကြီး၍ လူ 37 ဦး ဒဏ်ရာရပြီး အိမ် 212 လုံး ပျက်စီးသည်ဟု တာဝန်ရှိသူများက ပြောသည်\n\n' +
    'မိုး 3 ရက် ဆက်တိုက်ရွာ၍ ကျောင်းအားလုံး ပိတ်ကာ ဈေးသို့သွားသောလမ်း ပြတ်တောက်သည် ရွာသား 1450 ဦး ဘုရားကျောင်းတွင် အိပ်ကြသည်',
  th:
    'น้ำท่วมที่เมืองใหม่เมื่อวันจันทร์ทำให้มีผู้บาดเจ็บ 37 คน และบ้าน 212 หลังเสียหาย เจ้าหน้าที่กล่าว\n\n' +
    'ฝนตกหนัก 3 วัน โรงเรียนทุกแห่งปิด และถนนไปตลาดถูกตัดขาด ชาวบ้าน 1450 คนนอนที่วัด',
  zh:
    '周一新镇发生洪水，造成三十七人受伤，212间房屋受损，官员说。\n\n' +
    '大雨连下三天，所有学校停课，通往市场的道路中断，1450名村民在寺庙过夜。',
};

async function verdictsOn(language: string, ...bodies: readonly string[]): Promise<Judgement[]> {
  const engine = new NearDuplicates(new MemoryIndex({ window: Infinity, capacity: Infinity }), {
    pause: () => Promise.resolve(),
  });
  const judgements: Judgement[] = [];
  for (const [i, body] of bodies.entries()) {
    const provider = i === 0 ? 'aurora' : 'borealis';
    judgements.push(await engine.judge({ articleId: `a${i}`, provider, body, language, at: AT + i * HOUR }));
  }
  return judgements;
}

test.each(Object.entries(TEXTS))(
  'in %s other spaces and digits make a duplicate, another figure a variant, other figures another story',
  async (language, text) => {
    const set = text.replaceAll(' ', '  ').replace('212', '２１２').replace('三十七', '37');
    const updated = text.replace('212', '214');
    const other = text
      .replace(/37|三十七/u, '91')
      .replace('212', '530')
      .replace('1450', '2880')
      .replace(/3(?= )|三(?=天)/u, '五');
    const [, copy, update, anotherDay] = await verdictsOn(language, text, set, updated, other);
    expect(copy?.verdict).toBe('duplicate');
    expect(update).toMatchObject({ verdict: 'variant', evidence: { rule: 'numbers-differ' } });
    expect(anotherDay?.verdict).toBe('new');
  },
);
