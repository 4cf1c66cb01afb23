import { expect, test } from 'vitest';
import { ringDash, shareLeft } from './countdown';

test('the share goes from one to nothing and never beyond', () => {
  expect(shareLeft(0, 100, -50)).toBe(1);
  expect(shareLeft(0, 100, 0)).toBe(1);
  expect(shareLeft(0, 100, 25)).toBe(0.75);
  expect(shareLeft(0, 100, 100)).toBe(0);
  expect(shareLeft(0, 100, 900)).toBe(0);
});

test('a span that is no span is over', () => {
  expect(shareLeft(100, 100, 50)).toBe(0);
  expect(shareLeft(100, 0, 50)).toBe(0);
  expect(shareLeft(Number.NaN, 100, 50)).toBe(0);
});

test('a full ring is the whole circle and an empty one nothing of it', () => {
  const round = 2 * Math.PI * 10;
  expect(ringDash(1, 10).dasharray).toBe(`${round} 0`);
  expect(ringDash(0, 10).dasharray).toBe(`0 ${round}`);
});

test('the gap opens at twelve and grows clockwise', () => {
  const round = 2 * Math.PI * 10;
  // The dash begins a quarter after twelve when three quarters are left.
  expect(-ringDash(0.75, 10).dashoffset).toBeCloseTo(round / 4);
});

test('a last moment is still seen', () => {
  expect(Number.parseFloat(ringDash(0.0001, 10).dasharray)).toBeGreaterThan(0.5);
});
