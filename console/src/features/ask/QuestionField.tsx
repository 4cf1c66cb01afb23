import { NativeSelect, NumberInput, Radio, Group, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Question } from '../../api/shapes';
import type { Answer } from './draft';

interface Props {
  question: Question;
  value: Answer;
  error?: string;
  onChange: (answer: Answer) => void;
}

/** One question of an automation, by its type. */
export function QuestionField({ question, value, error, onChange }: Props) {
  const { t } = useTranslation();
  const field = { label: question.label, description: question.help, required: question.required, error };
  const text = value === undefined ? '' : String(value);
  switch (question.type) {
    case 'text':
      return <TextInput {...field} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'long_text':
      return (
        <Textarea
          {...field}
          autosize
          minRows={3}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'number':
      return (
        <NumberInput {...field} value={text} onChange={(typed) => onChange(typed === '' ? undefined : Number(typed))} />
      );
    case 'choice':
      return (
        <NativeSelect
          {...field}
          value={text}
          data={[{ value: '', label: t('form.choose') }, ...(question.choices ?? [])]}
          onChange={(event) => onChange(event.currentTarget.value || undefined)}
        />
      );
    case 'yes_no':
      return (
        <Radio.Group
          {...field}
          value={value === undefined ? null : value ? 'yes' : 'no'}
          onChange={(answer) => onChange(answer === 'yes')}
        >
          <Group mt={8} mb={4}>
            <Radio value="yes" label={t('answer.yes')} />
            <Radio value="no" label={t('answer.no')} />
          </Group>
        </Radio.Group>
      );
  }
}
