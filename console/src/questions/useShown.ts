import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Form, Question } from '../api/shapes';
import { given, type Answers, type Problems } from './answers';

/** How long somebody has to pause before the server is asked what it makes of the answers. */
const PAUSE = 300;

interface Asking {
  /** What the form is of; another one starts anew. */
  about: unknown[];
  ask: (answers: Record<string, unknown>) => Promise<Form>;
  /** Asked even where no question depends on another. */
  always?: boolean;
}

/**
 * Which questions are asked while the answers are as they are. What depends on other
 * answers only the server can tell; until it has, such a question is not shown.
 */
export function useShown(questions: Question[], answers: Answers, { about, ask, always }: Asking) {
  const depends = questions.some((question) => question.conditional);
  const [settled] = useDebouncedValue(answers, PAUSE);
  const query = useQuery({
    queryKey: ['form', ...about, settled],
    queryFn: () => ask(given(settled, questions)),
    enabled: depends || always === true,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const form = query.data;
  const asked = new Set(form?.questions.map((question) => question.id));
  const problems: Problems = {};
  for (const { id, problem } of form?.questions ?? []) {
    if (problem) problems[`answers.${id}`] = problem;
  }
  return {
    shown: questions.filter((question) => !question.conditional || asked.has(question.id)),
    problems,
    form,
    trouble: query.error,
  };
}
