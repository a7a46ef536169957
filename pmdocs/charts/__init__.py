"""Charts: pyecharts builders, the engine that draws them as SVG, and the script both hosts run."""
