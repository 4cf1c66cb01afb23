import { Input, NativeSelect, NumberInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { UNIT_SECONDS, type Unit } from '../time/durationChoices';
import type { TextField } from './field';
import classes from './LengthField.module.css';

const LETTER: Record<Unit, string> = { minutes: 'm', hours: 'h', days: 'd' };
const UNITS = Object.keys(UNIT_SECONDS) as Unit[];

/** A length as the server writes it ("90m", "4h", "2d"), by number and unit. */
export function LengthField({ label, description, required, error, value, onChange }: TextField) {
  const { t } = useTranslation();
  const name = useId();
  const [, amount = '', letter] = /^(\d+)([mhd])$/.exec(value) ?? [];
  const unit = UNITS.find((one) => LETTER[one] === letter) ?? 'hours';
  const write = (count: number | string, of: Unit) => onChange(Number(count) > 0 ? `${count}${LETTER[of]}` : undefined);
  return (
    <div role="group" aria-labelledby={name}>
      <Input.Label id={name} labelElement="div" required={required}>
        {label}
      </Input.Label>
      {description && <Input.Description>{description}</Input.Description>}
      <div className={classes.length}>
        <NumberInput
          aria-label={t('form.amount')}
          min={1}
          allowDecimal={false}
          value={amount}
          error={Boolean(error)}
          onChange={(count) => write(count, unit)}
        />
        <NativeSelect
          aria-label={t('form.unit')}
          value={unit}
          data={UNITS.map((one) => ({ value: one, label: t(`form.${one}`) }))}
          onChange={(event) => write(amount, event.currentTarget.value as Unit)}
        />
      </div>
      {error && <Input.Error>{error}</Input.Error>}
    </div>
  );
}
