import { expect, test } from 'vitest';
import { serve } from '../testing/server';
import { answer, client } from './client';

test('a refusal carries the server’s sentence, code and field', async () => {
  serve({
    'GET /offers': {
      status: 422,
      problem: { code: 'too_long', detail: 'At most 4 hours.', field: 'duration_seconds' },
    },
  });
  await expect(answer(client.GET('/offers'))).rejects.toMatchObject({
    message: 'At most 4 hours.',
    code: 'too_long',
    field: 'duration_seconds',
    status: 422,
    mayHaveArrived: false,
  });
});

test('no answer at all is said so', async () => {
  serve({ 'GET /offers': 'unreachable' });
  await expect(answer(client.GET('/offers'))).rejects.toMatchObject({
    code: 'unreachable',
    mayHaveArrived: true,
    message: 'Curfew cannot be reached from here.',
  });
});

test('a page of HTML from a proxy is a refusal without words of its own', async () => {
  serve({ 'GET /offers': { status: 502, html: '<h1>Bad gateway</h1>' } });
  await expect(answer(client.GET('/offers'))).rejects.toMatchObject({
    code: 'internal',
    message: 'The server answered with 502 and no reason.',
  });
});
