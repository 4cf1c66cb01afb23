import { useState } from 'react';
import type { Question } from '../api/shapes';
import type { Answers, Problems } from './answers';
import { QuestionField } from './QuestionField';

interface Props {
  shown: Question[];
  answers: Answers;
  /** What was found wrong when the form was sent. */
  problems: Problems;
  /** What the server says of the answers meanwhile; told once somebody has left the field. */
  soFar: Problems;
  onAnswers: (answers: Answers, field: string) => void;
}

/** The questions that are asked, each with what is wrong with its answer. */
export function Questions({ shown, answers, problems, soFar, onAnswers }: Props) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  return shown.map((question) => {
    const field = `answers.${question.id}`;
    return (
      <div key={question.id} onBlur={() => setLeft((before) => new Set(before).add(field))}>
        <QuestionField
          question={question}
          value={answers[question.id]}
          error={problems[field] ?? (left.has(field) ? soFar[field] : undefined)}
          onChange={(answer) => onAnswers({ ...answers, [question.id]: answer }, field)}
        />
      </div>
    );
  });
}
