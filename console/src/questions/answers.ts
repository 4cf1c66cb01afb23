import type { Question } from '../api/shapes';
import { say } from '../language/say';

export type Answer = string | number | boolean | string[] | undefined;
export type Answers = Record<string, Answer>;

/** What is wrong, by the name that the server uses for the field. */
export type Problems = Record<string, string>;

/** What a form offers before anybody answers. */
export function firstAnswers(questions: Question[]): Answers {
  return Object.fromEntries(
    questions.filter((question) => question.default !== undefined).map(({ id, default: first }) => [id, first as Answer]),
  );
}

export function blank(answer: Answer): boolean {
  if (Array.isArray(answer)) return answer.length === 0;
  return answer === undefined || (typeof answer === 'string' && !answer.trim());
}

/** The answers to the questions that are shown, without those that are not given. */
export function given(answers: Answers, shown: Question[]): Record<string, unknown> {
  const ids = new Set(shown.map((question) => question.id));
  return Object.fromEntries(Object.entries(answers).filter(([id, answer]) => ids.has(id) && !blank(answer)));
}

/** Which of the questions that are shown still need an answer. */
export function missingAnswers(answers: Answers, shown: Question[]): Problems {
  const problems: Problems = {};
  for (const question of shown) {
    const answer = answers[question.id];
    if (question.confirm && answer !== true) {
      if (question.required) problems[`answers.${question.id}`] = say('form.confirmMissing');
    } else if (question.required && blank(answer)) {
      problems[`answers.${question.id}`] = say('form.answerMissing');
    }
  }
  return problems;
}
