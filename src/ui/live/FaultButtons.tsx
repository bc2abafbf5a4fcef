import { ActionIcon, Button, NativeSelect, Popover, Text, TextInput, Tooltip } from '@mantine/core'
import {
  Bug,
  Clock,
  Dices,
  Eraser,
  Minimize2,
  PackageX,
  Power,
  Recycle,
  Rocket,
  SlidersHorizontal,
  Snail,
  TrendingUp,
  Unplug,
  Wrench,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import type { FaultTarget } from '../../architecture/architecture.ts'
import { instancesOf } from '../../architecture/instances.ts'
import { faultsOf, findComponent, isGroup } from '../../architecture/lookup.ts'
import { faults } from '../../catalog/faults.ts'
import type { FaultType } from '../../catalog/kind.ts'
import { useDocument, useStores } from '../stores.ts'
import { formatClock } from '../transport/clock.ts'
import { isUnderWay } from '../transport/controls.ts'
import { activeFault, chooseParam, paramEntry, paramShort, paramsOf, parseParam } from './faulting.ts'
import classes from './faults.module.css'
import { useRun } from './live.ts'
import { useSpeech } from './speech.ts'

const ICONS: Readonly<Record<FaultType, LucideIcon>> = {
  crash: Power,
  slow: Snail,
  errors: Bug,
  flush: Eraser,
  purge: Recycle,
  release: Rocket,
  spike: TrendingUp,
  monkey: Dices,
  cut: Unplug,
  delay: Clock,
  loss: PackageX,
  bandwidth: Minimize2,
}

/** What can be broken about the target, each with a press; what is broken, with its repair. */
export function FaultButtons({ target }: { target: FaultTarget }) {
  const { words } = useSpeech()
  const architecture = useDocument((state) => state.architecture)
  const canBreak = useRun((state) => isUnderWay(state.status))
  const [instance, setInstance] = useState<number | undefined>(undefined)
  const types = faultsOf(architecture, target)
  const component = target.type === 'component' ? findComponent(architecture, target.id) : undefined
  const instances = component === undefined ? 1 : instancesOf(architecture, component)
  if (types.length === 0) return null
  const chosen = instance !== undefined && instance < instances ? instance : undefined
  return (
    <fieldset className={classes.faults} aria-label={words.faults.label}>
      {instances > 1 && <InstanceSelect count={instances} value={chosen} onChange={setInstance} />}
      <div className={classes.buttons}>
        {types.map((type) => (
          <FaultButton
            key={type}
            type={type}
            target={chosen === undefined ? target : { ...target, instance: chosen }}
            canBreak={canBreak}
          />
        ))}
      </div>
      {component && isGroup(component) && <Text className={classes.note}>{words.faults.inGroup}</Text>}
      {!canBreak && <Text className={classes.note}>{words.faults.noRun}</Text>}
    </fieldset>
  )
}

interface InstanceSelectProps {
  readonly count: number
  readonly value: number | undefined
  readonly onChange: (instance: number | undefined) => void
}

function InstanceSelect({ count, value, onChange }: InstanceSelectProps) {
  const { words, say } = useSpeech()
  const one = (index: number) => ({ value: String(index), label: say(words.faults.oneInstance, { number: index + 1 }) })
  return (
    <NativeSelect
      size="xs"
      aria-label={words.faults.instance}
      data={[
        { value: '', label: words.faults.allInstances },
        ...Array.from({ length: count }, (_, index) => one(index)),
      ]}
      value={value === undefined ? '' : String(value)}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}
    />
  )
}

interface FaultButtonProps {
  readonly type: FaultType
  readonly target: FaultTarget
  readonly canBreak: boolean
}

function FaultButton({ type, target, canBreak }: FaultButtonProps) {
  const { words, say, faults: faultWords } = useSpeech()
  const { run } = useStores()
  const active = useRun((state) => activeFault(state.faults, type, target))
  const [doneAtMs, setDoneAtMs] = useState<number | null>(null)
  const [params, setParams] = useState(paramsOf(type))
  const { label, help, repair } = faultWords[type]
  const { fields, momentary } = faults[type]
  const Icon = ICONS[type]
  const settings = Object.entries(fields)
  const short = settings.map(([name, field]) => [name, paramShort(field, params[name])] as const)
  const texts = short.map(([, text]) => text).filter((text) => text !== '')
  const shown = type === 'monkey' ? [say(words.faults.monkeyShort, Object.fromEntries(short))] : texts
  if (active) {
    return (
      <div className={classes.active}>
        <Icon size={16} strokeWidth={1.75} aria-hidden />
        <span>
          <b>{label}</b> <small>{say(words.faults.since, { time: formatClock(active.sinceMs) })}</small>
        </span>
        <Button
          size="compact-xs"
          color="teal"
          leftSection={<Wrench size={13} strokeWidth={1.75} aria-hidden />}
          onClick={() => run.getState().repair(active.id)}
        >
          {repair ?? label}
        </Button>
      </div>
    )
  }
  return (
    <div className={classes.fault}>
      <Tooltip label={help} multiline w={260}>
        <Button
          size="compact-sm"
          variant="default"
          className={classes.break}
          disabled={!canBreak}
          leftSection={<Icon size={16} strokeWidth={1.75} aria-hidden />}
          onClick={() => {
            run.getState().inject({ type, target, params: paramsOf(type) })
            if (momentary) setDoneAtMs(run.live.atMs())
          }}
        >
          {[label, shown.join(', ')].filter((part) => part !== '').join(' ')}
        </Button>
      </Tooltip>
      {settings.length > 0 && <FaultSettings type={type} onChange={() => setParams(paramsOf(type))} />}
      {doneAtMs !== null && (
        <output className={classes.note}>{say(words.faults.done, { time: formatClock(doneAtMs) })}</output>
      )}
    </div>
  )
}

/** How bad a fault is, for the next press. */
function FaultSettings({ type, onChange }: { type: FaultType; onChange: () => void }) {
  const { words, say, faults: faultWords } = useSpeech()
  const label = say(words.faults.settings, { fault: faultWords[type].label })
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} width={272} trapFocus returnFocus shadow="md" position="bottom-end">
      <Popover.Target>
        <ActionIcon size="sm" aria-label={label} onClick={() => setOpen(!isOpen)}>
          <SlidersHorizontal size={14} strokeWidth={1.5} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown
        className={classes.settings}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) setOpen(false)
        }}
      >
        {Object.keys(faults[type].fields).map((name) => (
          <ParamInput key={name} type={type} name={name} onChange={onChange} />
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}

function ParamInput({ type, name, onChange }: { type: FaultType; name: string; onChange: () => void }) {
  const { words, say, faults: faultWords } = useSpeech()
  const field = faults[type].fields[name]
  const [text, setText] = useState(field ? paramEntry(field, paramsOf(type)[name]) : '')
  if (field === undefined) return null
  const { label, help } = faultWords[type].fields[name] ?? { label: name, help: '' }
  if (field.type === 'choice') {
    return (
      <NativeSelect
        size="xs"
        label={label}
        description={help}
        value={text}
        data={field.options.map((value) => ({ value, label: faultWords[type].options?.[value] ?? value }))}
        onChange={(event) => {
          setText(event.currentTarget.value)
          chooseParam(type, name, event.currentTarget.value)
          onChange()
        }}
      />
    )
  }
  if (!('min' in field)) return null
  const limits = { min: paramShort(field, field.min), max: paramShort(field, field.max) }
  return (
    <TextInput
      size="sm"
      label={label}
      description={help}
      // A sheet hears Escape before the settings do.
      data-mantine-stop-propagation
      value={text}
      rightSection={field.type === 'ratio' ? '%' : undefined}
      error={!parseParam(field, text).ok && say(words.faults.outside, limits)}
      onChange={(event) => {
        setText(event.currentTarget.value)
        const entry = parseParam(field, event.currentTarget.value)
        if (!entry.ok) return
        chooseParam(type, name, entry.value)
        onChange()
      }}
    />
  )
}
