import { Checkbox, Group, NativeSelect, NumberInput, Radio, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Question } from '../api/shapes';
import type { Answer } from './answers';
import { EntitlementField } from './EntitlementField';
import { LengthField } from './LengthField';
import { PersonField } from './PersonField';

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
    case 'ticket':
      return (
        <TextInput
          {...field}
          placeholder={question.example && t('form.example', { example: question.example })}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'long_text':
      return (
        <Textarea {...field} autosize minRows={3} value={text} onChange={(event) => onChange(event.currentTarget.value)} />
      );
    case 'number':
      return (
        <NumberInput
          {...field}
          min={question.min}
          max={question.max}
          clampBehavior="none"
          value={text}
          onChange={(typed) => onChange(typed === '' ? undefined : Number(typed))}
        />
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
    case 'multi_choice':
      return (
        <Checkbox.Group {...field} value={Array.isArray(value) ? value : []} onChange={onChange}>
          <Group mt={8} mb={4}>
            {question.choices?.map((choice) => <Checkbox key={choice} value={choice} label={choice} />)}
          </Group>
        </Checkbox.Group>
      );
    case 'date':
      return <TextInput {...field} type="date" value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'duration':
      return <LengthField {...field} value={text} onChange={onChange} />;
    case 'person':
      return <PersonField {...field} value={text} onChange={onChange} />;
    case 'entitlement':
      return <EntitlementField {...field} value={text} onChange={onChange} />;
    case 'yes_no':
      return question.confirm ? (
        <Checkbox
          {...field}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked || undefined)}
        />
      ) : (
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
