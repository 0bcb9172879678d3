import { describe, expect, it } from 'vitest';
import { addDays, age, both, buildingName, count, dayText, door, moment, percent, plain } from './format';

describe('numbers', () => {
  it('are grouped, and a missing one is a dash', () => {
    expect(count(1203)).toBe('1,203');
    expect(count(null)).toBe('—');
    expect(both(604, 1203)).toBe('604户 1,203人');
  });
  it('never say 100% while somebody is missing', () => {
    expect(percent(9999, 10000)).toBe('99.9%');
    expect(percent(10000, 10000)).toBe('100.0%');
    expect(percent(0, 0)).toBe('—');
  });
});

describe('days', () => {
  it('carry their weekday', () => expect(dayText('2022-04-10')).toBe('4月10日 周日'));
  it('go over the end of a month and of February', () => {
    expect(addDays('2022-03-31', 1)).toBe('2022-04-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
  });
  it('are near or far as a moment', () => {
    expect(moment('2022-04-10 09:12:00', '2022-04-10')).toBe('今天 09:12');
    expect(moment('2022-04-09 20:01:00', '2022-04-10')).toBe('昨天 20:01');
    expect(moment('2022-04-03 18:20:00', '2022-04-10')).toBe('4月3日 18:20');
  });
});

describe('age', () => {
  it('is counted in full years', () => {
    expect(age('1938-04-11', '2022-04-10')).toBe(83);
    expect(age('1938-04-10', '2022-04-10')).toBe(84);
  });
  it('takes a year alone', () => expect(age('1938', '2022-04-10')).toBe(84));
  it('is unknown without a birth date', () => expect(age(null, '2022-04-10')).toBeUndefined());
});

describe('doors', () => {
  it('read as people say them', () => {
    expect(door('12', '2', '402')).toBe('12号楼2单元402室');
    expect(door('', '', '')).toBe('地址待核');
    expect(buildingName('集体户')).toBe('集体户');
  });
});

it('a cell that holds other columns is read out', () => {
  expect(plain('{"健康状况":"良好","服务需求":"送餐"}')).toBe('健康状况 良好，服务需求 送餐');
  expect(plain(null)).toBe('（空）');
  expect(plain('{坏的')).toBe('{坏的');
});
