"""The data hub (数据共享交换与治理): what there is, when it comes, what is wrong, who sees what."""
