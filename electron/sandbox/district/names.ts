import type { Random } from './random.ts';

export interface PersonName {
  readonly first: string;
  readonly middle: string | null;
  readonly last: string;
}

interface Script {
  readonly first: readonly [string, ...string[]];
  readonly last: readonly [string, ...string[]];
}

const latin: Script = {
  first: [
    'Ana',
    'Zoë',
    'Søren',
    'Maël',
    'Priya',
    'Tomás',
    'Ngọc',
    'Łucja',
    'Jean-Luc',
    'D’Andre',
    'Mary Jo',
    'Şeyma',
    'Omar',
    'Ines',
    'Kwame',
  ],
  last: [
    'O’Neil',
    'Müller',
    'Nguyễn',
    'Ångström',
    'García López',
    'Łukasik',
    'de la Cruz',
    'Yıldız',
    'Smith-Jones',
    'Mwangi',
    'Brown',
    'Ó Briain',
  ],
};
const others: readonly [Script, ...Script[]] = [
  { first: ['Олена', 'Тарас', 'Дмитро', 'Жанна'], last: ['Шевчук', 'Їжакевич', 'Бондаренко'] },
  { first: ['Ελένη', 'Νίκος', 'Σοφία'], last: ['Παππάς', 'Αγγελόπουλος', 'Σταύρου'] },
  { first: ['ნინო', 'გიორგი', 'თამარ'], last: ['ბერიძე', 'კაპანაძე', 'გელაშვილი'] },
  { first: ['Անի', 'Տիգրան', 'Լուսինե'], last: ['Հակոբյան', 'Սարգսյան', 'Գրիգորյան'] },
  { first: ['นภา', 'สมชาย', 'อรทัย'], last: ['ศรีสุข', 'ทองดี', 'แก้วใส'] },
  { first: ['आरव', 'दीपिका', 'अनुष्का'], last: ['शर्मा', 'गुप्ता', 'चौधरी'] },
  { first: ['小明', '雨桐', '子涵'], last: ['王', '欧阳', '李'] },
  { first: ['さくら', 'ハルト', '結衣'], last: ['佐藤', '渡邊', '髙橋'] },
  { first: ['지우', '서연', '민준'], last: ['김', '남궁', '박'] },
  { first: ['ليلى', 'يوسف', 'مريم'], last: ['الخطيب', 'حدّاد', 'المصري'] },
  { first: ['נועה', 'איתי', 'תמר'], last: ['כהן', 'בן־דוד', 'מזרחי'] },
  { first: ['ሰላም', 'ዳዊት', 'ሄለን'], last: ['ተስፋዬ', 'ከበደ', 'አለሙ'] },
  { first: ['𠮷乃', 'Ana\u0301', 'Zoe\u0308'], last: ['𠮷田', 'Nuñ\u0303ez', 'Le\u0301vy'] },
];

/** A made-up name; one in three is not in Latin letters. */
export function personName(random: Random): PersonName {
  const script = random.chance(0.66) ? latin : random.pick(others);
  const first = random.pick(script.first);
  return { first, middle: random.chance(0.2) ? random.pick(script.first) : null, last: random.pick(script.last) };
}

export const lastFirst = ({ first, last }: PersonName): string => `${last}, ${first}`;
