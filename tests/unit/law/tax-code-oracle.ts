/**
 * Another reading of the rules of DM 23/12/1976, for comparison: written from the domain document's own table (A8), place by
 * place, sharing nothing with the code under test.
 */
const table =
  '0/A=1 1/B=0 2/C=5 3/D=7 4/E=9 5/F=13 6/G=15 7/H=17 8/I=19 9/J=21 K=2 L=4 M=18 N=20 O=11 P=3 Q=6 R=8 S=12 T=14 U=16 V=10 W=22 X=25 Y=24 Z=23';

const odd = new Map(
  table.split(' ').flatMap((entry) => {
    const [names = '', value] = entry.split('=');
    return names.split('/').map((name) => [name, Number(value)] as const);
  }),
);
const even = new Map([...'0123456789'].map((digit) => [digit, Number(digit)] as const));
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].forEach((letter, index) => even.set(letter, index));

const anyLetter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digitOrOmocode = '0123456789LMNPQRSTUV';
const places = [
  ...Array<string>(6).fill(anyLetter),
  digitOrOmocode,
  digitOrOmocode,
  'ABCDEHLMPRST',
  digitOrOmocode,
  digitOrOmocode,
  anyLetter,
  digitOrOmocode,
  digitOrOmocode,
  digitOrOmocode,
  anyLetter,
];
const days = new Set([...Array(31).keys()].flatMap((day) => [day + 1, day + 41]));

/** Whether sixteen characters are a possible tax code of a person. */
export const isPossible = (code: string): boolean => {
  const characters = [...code];
  if (!characters.every((character, place) => places[place]?.includes(character))) return false;
  const digit = (place: number): number => digitOrOmocode.indexOf(characters[place] ?? '') % 10;
  if (!days.has(digit(9) * 10 + digit(10))) return false;
  let sum = 0;
  for (let place = 1; place <= 15; place += 1) {
    sum += (place % 2 === 1 ? odd : even).get(characters[place - 1] ?? '') ?? 0;
  }
  return anyLetter[sum % 26] === characters[15];
};
