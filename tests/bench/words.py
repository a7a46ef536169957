"""The vocabulary that the generated specs are made of, English and Chinese."""

from __future__ import annotations

ENGLISH = (
    "growth", "retention", "user", "onboarding", "feature", "value", "metric", "cohort", "signal",
    "release", "team", "plan", "goal", "risk", "market", "price", "trial", "funnel", "signup",
    "activation", "habit", "reminder", "plant", "water", "season", "support", "ticket", "churn",
    "survey", "interview", "insight", "problem", "customer", "segment", "hypothesis", "experiment",
    "result", "target", "baseline", "dashboard", "weekly", "monthly", "early", "clear", "small", "first",
    "steady", "careful", "shared", "open", "mobile", "paid", "regional", "simple",
)  # fmt: skip

CHINESE = (
    "用户", "增长", "留存", "激活", "新手引导", "功能", "价值", "指标", "人群", "信号", "发布", "团队",
    "计划", "目标", "风险", "市场", "价格", "试用", "漏斗", "注册", "习惯", "提醒", "植物", "浇水",
    "季节", "客服", "工单", "流失", "问卷", "访谈", "洞察", "问题", "客户", "细分", "假设", "实验",
    "结果", "基线", "看板", "每周", "每月", "早期", "清晰", "首次", "稳定", "共享", "移动端", "付费",
    "区域", "简单", "需要", "提高", "减少", "验证", "说明",
)  # fmt: skip

OWNERS = ("Mia Lin", "Jonas Weber", "王小雨", "Priya Nair", "陈思远")
STATUSES = ("draft", "review", "approved", "archived")
TAGS = ("growth", "retention", "pricing", "mobile", "platform", "研究", "onboarding", "billing")
