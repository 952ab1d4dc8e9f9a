import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconZoomIn, IconZoomOut, IconZoomReset } from '@tabler/icons-react'
import type { EChartsCoreOption } from 'echarts/core'
import { lazy, type ReactNode, Suspense, useId, useRef } from 'react'
import { invoke } from '../../../app/client.ts'
import { useNotice } from '../../../app/notice.ts'
import type { ChartColors } from './chart-colors.ts'
import type { ChartArea, ChartHandle } from './chart-picture.tsx'
import css from './charts-view.module.css'

// ECharts is 170 KB gzip: loaded with the first picture, while its words and numbers are there already.
const ChartPicture = lazy(async () => ({ default: (await import('./chart-picture.tsx')).ChartPicture }))

interface ChartFigureProps {
  readonly title: string
  /** What is said beside the title: what was left out, what the points are a sample of. */
  readonly note: string
  /** The numbers in short, for those who do not see the picture. */
  readonly summary: string
  /** Whether it is about to be replaced. */
  readonly isOld: boolean
  readonly area: 'x' | 'xy'
  readonly option: (colors: ChartColors) => EChartsCoreOption
  /** The names of the colours, under the picture. */
  readonly children?: ReactNode
  /** Left out where a place stands for no documents. */
  readonly onPick?: (index: number) => void
  readonly onArea?: (area: ChartArea) => void
}

/** A picture with its title, and what can be done with it. */
export function ChartFigure(props: ChartFigureProps) {
  const { title, summary } = props
  const handle = useRef<ChartHandle>(null)
  const summaryId = useId()
  const save = (kind: 'png' | 'svg'): void => {
    const content = handle.current?.fileOf(kind, title) ?? ''
    if (content === '') return
    invoke('app.saveFile', { name: title.slice(0, 100), kind, content })
      .then(saved => {
        if (saved !== null) notifications.show({ message: `The chart is in ${saved.path}` })
      })
      .catch(useNotice.getState().show)
  }
  return (
    <figure className={css.figure} aria-busy={props.isOld}>
      <figcaption>
        <b>{title}</b>
        <span>{props.note}</span>
        <span className={css.space} />
        <Tooltip label="Zoom in">
          <ActionIcon aria-label="Zoom in" onClick={() => handle.current?.zoom(0.5)}>
            <IconZoomIn size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Zoom out">
          <ActionIcon aria-label="Zoom out" onClick={() => handle.current?.zoom(2)}>
            <IconZoomOut size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Show all">
          <ActionIcon aria-label="Show all" onClick={() => handle.current?.showAll()}>
            <IconZoomReset size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Button size="compact-xs" aria-label="Save as PNG" onClick={() => save('png')}>
          PNG
        </Button>
        <Button size="compact-xs" aria-label="Save as SVG" onClick={() => save('svg')}>
          SVG
        </Button>
      </figcaption>
      <p id={summaryId} className={css.hidden}>
        {summary}
      </p>
      <Suspense fallback={<div className={css.picture} />}>
        <ChartPicture
          label={title}
          describedBy={summaryId}
          handle={handle}
          area={props.area}
          option={props.option}
          onPick={props.onPick ?? nothing}
          onArea={props.onArea}
        />
      </Suspense>
      {props.children}
      <p className={css.how}>
        {props.onArea !== undefined && 'Drag over a part to filter by it. '}Scroll to zoom, hold Shift to
        move.
      </p>
    </figure>
  )
}

function nothing(): void {
  // The numbers of a result alone lead nowhere.
}
