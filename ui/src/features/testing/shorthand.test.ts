import { expect, it } from 'vitest';
import { lastBuilding, meant, readLine } from './shorthand';

const said = (text: string): string[] => {
  const { marks, stray } = readLine(text);
  const show = marks.map(
    (mark) => `${mark.building}/${mark.room}${mark.name}${mark.isTested ? '√' : `未[${mark.reason}]`}`,
  );
  return [...show, ...stray.map((word) => `?${word}`)];
};

// The same lines as in the program's own test.
it.each([
  ['12 301 302未 发热', ['12/301√', '12/302未[发热]']],
  ['12号楼 301、302未发热', ['12/301√', '12/302未[发热]']],
  ['12 2-401 402张三未 外出', ['12/2-401√', '12/402张三未[外出]']],
  ['１２　３０１室', ['12/301√']],
  ['12 301 张三 未 上夜班', ['12/301张三未[上夜班]']],
  ['12 302未检 发热 303', ['12/302未[发热]', '12/303√']],
  ['12 301 13号楼 101', ['12/301√', '13/101√']],
  ['12 402a', ['12/402A√']],
  ['甲园/12号楼 301 乙园/3 101未', ['甲园/12/301√', '乙园/3/101未[]']],
  ['12', []],
  ['', []],
  ['12 发热', ['?发热']],
])('%s', (text, doors) => expect(said(text)).toEqual(doors));

it('means the building that was said only when there is no other of its number', () => {
  const places = [
    { id: 1, compound: '甲园', building: '1' },
    { id: 2, compound: '乙园', building: '1' },
    { id: 3, compound: '乙园', building: '2' },
  ];
  expect(meant(places, '1')).toBeUndefined();
  expect(meant(places, '乙园/1')).toBe(2);
  expect(meant(places, '2')).toBe(3);
});
it('goes on with the building named last', () =>
  expect(lastBuilding(readLine('12 301 13号楼 101'))).toBe('13'));
